"""In full screen the controls go away by themselves, and come back when they are looked for."""

from PySide6.QtCore import QObject, QTimer, QVariantAnimation, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from coach.ui.motion import Motion

_AFTER_MS = 4000
_FADE_MS = 400


class Fading(QObject):
    """`shown_changed(bool)`: False once they are gone."""

    shown_changed = Signal(bool)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._on = False
        self._fades = True
        self.shown = True
        self.timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self.timer.timeout.connect(self.fade)
        self._animation = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=_FADE_MS)
        self._animation.valueChanged.connect(self._on_animation_value_changed)
        self._animation.finished.connect(self._on_animation_finished)

    def set_on(self, on: bool) -> None:
        """Whether they fade at all."""
        self._on = on
        self.wake()

    def set_motion(self, motion: Motion) -> None:
        """Whether they go little by little, or at once."""
        self._fades = motion is Motion.FULL

    def wake(self) -> None:
        """Bring them back, and wait again."""
        if self._animation.state() is QVariantAnimation.State.Running:
            self._animation.stop()
            self._clear()
        if not self.shown:
            self.shown = True
            self._widget.setVisible(True)
            self.shown_changed.emit(True)
        if self._on:
            self.timer.start()
        else:
            self.timer.stop()

    def fade(self) -> None:
        """Let them go now."""
        if not self._fades:
            self._let_go()
            return
        effect = QGraphicsOpacityEffect(self._widget)
        self._widget.setGraphicsEffect(effect)
        self._animation.start()

    def _clear(self) -> None:
        # An effect would cost each later repaint; Qt takes None, its types do not say so.
        self._widget.setGraphicsEffect(None)  # type: ignore[arg-type]

    def _on_animation_value_changed(self, value: float) -> None:
        effect = self._widget.graphicsEffect()
        if isinstance(effect, QGraphicsOpacityEffect):
            effect.setOpacity(value)

    def _on_animation_finished(self) -> None:
        self._clear()
        self._let_go()

    def _let_go(self) -> None:
        self._widget.setVisible(False)
        self.shown = False
        self.shown_changed.emit(False)
