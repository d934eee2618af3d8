namespace Truefill.Domain.Tests;

/// <summary>Tests that measure memory, and those that use much of it, run one after the other and with nothing beside.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredTests
{
    public const string Name = "measured";
}
