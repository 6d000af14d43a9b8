"""Tests of monitor.workbench."""
