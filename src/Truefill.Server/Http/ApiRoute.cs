using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Truefill.Server.Http;

/// <summary>
/// One method on one path: who may call it, what it takes, what it does. All routes stand in <see cref="RouteTable"/>.
/// </summary>
/// <param name="Pattern">With <c>{name}</c> for a segment that varies.</param>
public sealed record ApiRoute(
    string Method, string Pattern, Role Role, string Summary, Func<ApiCall, Task> Handle)
{
    /// <summary>Method and path, as they are recorded.</summary>
    public string Action { get; } = $"{Method} {Pattern}";

    /// <summary>The query parameters it takes; any other is refused by name.</summary>
    public IReadOnlyList<ApiField> Query { get; init; } = [];

    /// <summary>Its JSON body; null: it takes none.</summary>
    public ApiBody? Body { get; init; }

    /// <summary>Content type of the answer when all is well.</summary>
    public string Produces { get; init; } = "application/json";

    public int Success { get; init; } = 200;

    /// <summary>
    /// Other statuses under which it answers the same: that nothing was new, or that what it shows is not well.
    /// </summary>
    public IReadOnlyList<int> Also { get; init; } = [];

    /// <summary>Its answers carry an ETag, and one that the caller has already is 304 without a body.</summary>
    public bool IsTagged { get; init; }

    /// <summary>Its answer goes on for as long as the caller stays.</summary>
    public bool IsStream { get; init; }

    /// <summary>What a token for some accounts only gets here.</summary>
    public AccountRule Accounts { get; init; }

    /// <summary>Is never refused for there being too many requests: it is what stops them.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>A POST that only asks: what it takes does not fit into a query.</summary>
    public bool IsReading { get; init; }

    public bool ChangesState => !IsReading && Method is not ("GET" or "HEAD");

    /// <summary>Needs a JSON content type: a form on a foreign page cannot send one.</summary>
    public bool TakesJson => Method is "POST" or "PATCH" or "PUT";
}
