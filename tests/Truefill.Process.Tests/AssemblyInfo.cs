// Each test drives processes that want both cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
