"""Each line is linked to the one before, and the head is kept in a row of its own.

SQLite makes the table anew for its new columns, which takes its triggers away; so they are taken
away first, and put back last, on both. On PostgreSQL a line may be linked once, and nothing else.
"""

import django.utils.timezone
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from alongside.casework.audit import rules

SQLITE = [
    """CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
       BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END""",
    """CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
       BEGIN SELECT RAISE(ABORT, 'audit lines are never deleted'); END""",
    """CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
       BEGIN SELECT RAISE(ABORT, 'audit lines are never deleted'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_event_link_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF OLD.number IS NULL AND NEW.number IS NOT NULL
           AND to_jsonb(OLD) - 'number' - 'link' = to_jsonb(NEW) - 'number' - 'link'
         THEN RETURN NEW; END IF;
         RAISE EXCEPTION 'audit lines are never changed or deleted';
       END $$""",
    """CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
       FOR EACH ROW EXECUTE FUNCTION audit_event_link_only()""",
    """CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
       FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()""",
    """CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
       FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()""",
    """CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
       FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()""",
]
BEFORE_SQLITE = ["DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"]
BEFORE_POSTGRESQL = ["DROP TRIGGER audit_event_no_change ON audit_event"]


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    sqlite = editor.connection.vendor == "sqlite"
    for statement in BEFORE_SQLITE if sqlite else BEFORE_POSTGRESQL:
        editor.execute(statement)


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    sqlite = editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        editor.execute(statement)


def link_lines(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Lines that were written before are linked as they stand."""
    lines = apps.get_model("audit", "Event").objects.order_by("pk")
    if not lines.exists():
        return
    from alongside.sealing import stable_key

    key, number, last = stable_key("audit"), 0, rules.START
    for line in lines.iterator(chunk_size=2_000):
        number += 1
        words = [getattr(line, column) for column in rules.Written._fields[1:]]
        last = rules.link(key, last, rules.Written(number, *words))
        lines.filter(pk=line.pk).update(number=number, link=last)
    head = {"number": number, "link": last, "seal": rules.seal(key, number, last)}
    apps.get_model("audit", "Head").objects.create(pk=1, **head)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.RunPython(unguard),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
                ("link", models.CharField(blank=True, max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="audit_has_one_head"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="number",
            field=models.BigIntegerField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="event",
            name="link",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="event",
            name="at",
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
        migrations.RunPython(link_lines),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link", ""), ("number", None)),
                    models.Q(("number__gte", 1), models.Q(("link", ""), _negated=True)),
                    _connector="OR",
                ),
                name="audit_number_goes_with_link",
            ),
        ),
        migrations.RunPython(guard),
    ]
