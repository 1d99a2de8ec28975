-- For the offline house only: the human to whom the default agent hands over.
update public.agents set business = 'Lakeside Motors', transfer_number = '+12025550199'
where is_default and transfer_number is null;
