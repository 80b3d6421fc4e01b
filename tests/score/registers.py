"""The outlet registers that are shipped, and a small one to be spoilt."""

from pathlib import Path

from pipeline.score.outlets import load_outlets

ROOT = Path(__file__).resolve().parents[2]
BUREAUS = ROOT / "config" / "bureaus"
JINJIANG = load_outlets(BUREAUS / "jinjiang" / "outlets.yaml")
YUHUA = load_outlets(BUREAUS / "yuhua" / "outlets.yaml")
HEAD = """\
levels: {city: 市级, nation: 国家级}
classes:
  media: {name: 媒体, level: city}
  other: {name: 其他}
wordings:
  官网: [官网, 网站]
outlets:
"""
SMALL = HEAD + "  daily: {name: 日报, class: media, clause: 一}\n  weekly: {name: 周报, class: media, clause: 一}\n"
