using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Doors;

/// <summary>A way in for orders, as its users see it.</summary>
internal interface IDoor
{
    /// <summary>What every door answers where nothing was refused.</summary>
    public const string Taken = "taken";

    /// <summary>Nobody's order.</summary>
    public const string Nobodys = "nobodys-order";

    string Name { get; }

    /// <summary>The word of the refusal, else <see cref="Taken"/>.</summary>
    Task<string> Enter(OrderAsk ask);

    /// <param name="statedSymbol">The symbol that the request names, where the door lets it name one.</param>
    Task<string> Cancel(OrderAsk about, string? statedSymbol = null);
}
