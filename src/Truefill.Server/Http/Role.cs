namespace Truefill.Server.Http;

/// <summary>What a caller may do; each role may do all that the ones before it may.</summary>
public enum Role
{
    /// <summary>Everybody: liveness, and the page that holds no data.</summary>
    None = 0,
    Viewer = 1,
    Trader = 2,
    Risk = 3,
    Admin = 4,
}
