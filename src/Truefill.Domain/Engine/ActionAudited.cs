using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Domain.Engine;

/// <summary>
/// Somebody changed something, or tried to: who, in which role, from where, what was before and what after. It stands
/// right behind the facts that the action caused.
/// </summary>
/// <param name="Actor">The token's name or the user behind a Unix socket; empty where callers have none.</param>
/// <param name="Role">The caller's role in lower case; empty where there was no credential.</param>
/// <param name="From">The address, or <c>unix</c> with the peer's user id.</param>
/// <param name="Action">What was asked for, such as <c>POST /api/v1/orders</c>.</param>
/// <param name="Target">What it was asked of, such as the path; empty where the action says all.</param>
/// <param name="Reason">Why the engine denied it, else none.</param>
/// <param name="Code">Why it was refused before the engine, else empty.</param>
/// <param name="Order">The order it was about, else none.</param>
/// <param name="Before">The state before, in short; null where there was none.</param>
/// <param name="After">The state after, in short; null where the facts in front say it.</param>
/// <param name="Repeats">How many equal refusals this one stands for; 1 as a rule.</param>
public readonly record struct ActionAudited(
    string Actor,
    string Role,
    string From,
    string Action,
    string Target,
    AuditOutcome Outcome,
    DenyReason Reason,
    string Code,
    OrderHandle Order,
    string? Before,
    string? After,
    int Repeats,
    UtcNanos At);
