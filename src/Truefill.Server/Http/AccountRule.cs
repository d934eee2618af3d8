namespace Truefill.Server.Http;

/// <summary>What a route does for a token that is for some accounts only.</summary>
public enum AccountRule
{
    /// <summary>Nothing: it shows or changes what belongs to all. What nobody decided is this.</summary>
    AllOnly = 0,

    /// <summary>It shows and changes what belongs to the token's accounts.</summary>
    Filtered,

    /// <summary>It concerns no account.</summary>
    Neutral,
}
