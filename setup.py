"""Installer of the lingchuan.records distribution."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup


HERE = Path(__file__).parent
SOURCE = "src/lingchuan.records"
README = (HERE / "README.md").read_text(encoding="utf-8")
CHANGES = (HERE / "CHANGES.md").read_text(encoding="utf-8")


setup(
    name="lingchuan.records",
    version="1.0.0a1",
    description="Whole-process record of administrative permits, on Plone",
    long_description=f"{README}\n\n{CHANGES}",
    long_description_content_type="text/markdown",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Natural Language :: Chinese (Simplified)",
        "Operating System :: POSIX :: Linux",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
    keywords="Plone administrative permit records",
    package_dir={"": SOURCE},
    packages=find_namespace_packages(
        where=SOURCE,
        include=["lingchuan*"],
        exclude=[
            "lingchuan.records.profiles*",
            "lingchuan.records.locales*",
            "*.templates*",
            "*.static*",
        ],
    ),
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11,<3.14,!=3.13.0",
    install_requires=[
        "Plone==6.2.*",
        "Products.CMFPlone==6.2.*",
        "SQLAlchemy>=2.0",
        "chinesecalendar",
        "collective.z3cform.datagridfield>=4.0.3",
        "cryptography",
        "docxtpl",
        "jinja2",
        "pillow",
        "plone.classicui",
        "plone.restapi>=10",
        "puremagic",
        "pymediainfo",
        "pypdf",
        "pypdfium2",
        "python-docx",
        "python-stdnum",
        "reportlab",
        "setuptools<82",
    ],
    extras_require={
        "postgresql": ["psycopg[binary]"],
        "test": [
            "bagit",
            "hypothesis",
            "plone.app.robotframework",
            "plone.app.testing[robot]",
            "pytest",
            "pytest-plone",
            "pytest-xdist",
            "pyyaml",
            "requests",
            "robotframework-seleniumlibrary",
            "selenium",
            # The lint tools; tox-like separate environments would cost minutes.
            "i18ndude",
            "import-linter",
            "mypy",
            "ruff",
            "towncrier",
            "zpretty",
        ],
        "move": ["collective.exportimport"],
        "buildout": [
            "plone.recipe.zope2instance",
            "zc.buildout",
            "zc.recipe.egg",
        ],
    },
    entry_points={
        "console_scripts": ["lingchuan-verify = lingchuan.records.cli.verify:main"],
        "plone.autoinclude.plugin": ["target = plone"],
        "paste.filter_factory": [
            "gateway = lingchuan.records.setup.gateway:filter_factory"
        ],
    },
)
