using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;

namespace Truefill.Cli.Tests.Doors;

/// <summary>How one reason is provoked, and why some doors cannot lead to it.</summary>
/// <param name="Provoke">Given the door's name and a symbol that nothing else uses, the word that the door says.</param>
internal sealed record DoorRow(DenyReason Reason, Func<DoorWorld, string, string, Task<string>> Provoke)
{
    /// <summary>Doors that cannot lead to it, each with the reason for that.</summary>
    public IReadOnlyDictionary<string, string> Closed { get; init; } = new Dictionary<string, string>();

    public IEnumerable<string> Open => DoorNames.All.Where(door => !Closed.ContainsKey(door));

    public DoorRow Except(string why, params string[] doors) => this with
    {
        Closed = Closed.Concat(doors.Select(door => KeyValuePair.Create(door, why))).ToDictionary(),
    };

    public DoorRow Only(string why, params string[] doors) => Except(why, [.. DoorNames.All.Except(doors)]);
}
