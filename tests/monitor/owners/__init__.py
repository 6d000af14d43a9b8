"""Tests of monitor.owners."""
