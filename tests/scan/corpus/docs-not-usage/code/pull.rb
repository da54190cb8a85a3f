=begin
docker pull airbyte/source-no:1
=end
system("docker pull airbyte/source-faker:6.2.0") # airbyte/source-no:2
