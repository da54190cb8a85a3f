import airbyte as ab

parser.add_argument("--image", help="An image, e.g. airbyte/source-no:1.0.0")
if not image:
    raise ValueError("wanted an image such as airbyte/source-no:1.0.0")
run("docker run --rm airbyte/source-faker:6.2.0 spec")
IMAGE = "airbyte/source-pokeapi:0.3.0"
