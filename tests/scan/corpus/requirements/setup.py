from setuptools import setup

setup(
    name="airbyte-source-gitlab",
    install_requires=["airbyte-cdk", "airbyte-source-hubspot==4.2.0"],  # airbyte-source-slack
)
