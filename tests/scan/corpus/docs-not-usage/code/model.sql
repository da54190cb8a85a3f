-- airbyte/source-no:1
{#
  airbyte/source-no:2
#}
select 1
