-- ef69ef6e-aa7f-4af1-a01d-ef775033524e
select * from actor where actor_definition_id = 'decd338e-5647-4c0b-adf4-da0e75f5a750' -- and so on
