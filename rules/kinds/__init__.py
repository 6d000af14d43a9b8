"""The kinds of fact there are, by what they are about; see rules.facts."""
