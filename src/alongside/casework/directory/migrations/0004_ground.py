"""What lies on the ground: public stops, postcodes, districts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_trust")]

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                ("code", models.CharField(max_length=9, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
            ],
            options={"ordering": ["name", "code"]},
        ),
        migrations.CreateModel(
            name="Postcode",
            fields=[
                ("postcode", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("district", models.CharField(blank=True, db_index=True, max_length=9)),
                ("ward", models.CharField(blank=True, max_length=9)),
                ("county", models.CharField(blank=True, max_length=9)),
                ("region", models.CharField(blank=True, max_length=9)),
                ("country", models.CharField(blank=True, max_length=9)),
            ],
            options={
                "ordering": ["postcode"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("postcode", ""), _negated=True),
                        name="postcode_is_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                            ),
                            _connector="OR",
                        ),
                        name="postcode_is_on_the_globe",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("indicator", models.CharField(blank=True, max_length=60)),
                ("street", models.CharField(blank=True, max_length=100)),
                ("locality", models.CharField(blank=True, max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bus", "bus stop"),
                            ("tram", "tram or underground stop"),
                            ("train", "railway station"),
                            ("ferry", "ferry landing"),
                        ],
                        default="bus",
                        max_length=5,
                    ),
                ),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
            ],
            options={
                "ordering": ["name", "code"],
                "indexes": [models.Index(fields=["latitude", "longitude"], name="stop_where")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                        ),
                        name="stop_is_on_the_globe",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["sort"], name="activity_sort"),
        ),
    ]
