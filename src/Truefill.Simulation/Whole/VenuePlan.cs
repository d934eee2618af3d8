namespace Truefill.Simulation.Whole;

/// <summary>Which venues there are, and which account is traded where.</summary>
internal enum VenuePlan
{
    /// <summary>Both accounts at the only one.</summary>
    One,

    /// <summary>Each account at one of two, which its definition names.</summary>
    TwoNamed,

    /// <summary>Each account at one of two, and nobody has said so.</summary>
    TwoUnnamed,

    /// <summary>Both accounts at both.</summary>
    TwoShared,
}
