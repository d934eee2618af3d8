namespace Truefill.Server.Configuration.Options;

/// <summary>What may be traded with.</summary>
public enum TradingMode
{
    /// <summary>Simulated venues only.</summary>
    Simulation,

    /// <summary>Also real venues that state environment paper.</summary>
    Paper,

    /// <summary>Real money.</summary>
    Live,
}

/// <summary>What an acknowledgement waits for.</summary>
public enum Durability
{
    /// <summary>The disk.</summary>
    Sync,

    /// <summary>The page cache: a power cut loses what was acknowledged.</summary>
    Os,
}

/// <summary>How the engine and the FIX gateway wait for input.</summary>
public enum EngineWait
{
    Block,

    /// <summary>Keeps one core busy and saves the wake-up.</summary>
    Spin,
}
