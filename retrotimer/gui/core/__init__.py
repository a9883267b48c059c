"""What all pages share: main window, settings model, screens, worker tasks."""
