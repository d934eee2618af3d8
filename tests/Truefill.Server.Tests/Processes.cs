namespace Truefill.Server.Tests;

/// <summary>
/// Tests that start programs. They run alone: between fork and exec a child holds every descriptor of this process, and
/// with it the lock of a state directory that another test is just about to take.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Processes
{
    public const string Name = "processes";
}
