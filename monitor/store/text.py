"""How text is kept: compared byte by byte on every database, as the total order of events is."""

from sqlalchemy import String

TEXT = String().with_variant(String(collation="C"), "postgresql")
