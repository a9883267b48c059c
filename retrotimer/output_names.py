"""The names of the sound outputs, in the settings and on the command line; `audio.outputs` has what each is."""

OUTPUTS = ("auto", "miniaudio", "simpleaudio", "silent")
