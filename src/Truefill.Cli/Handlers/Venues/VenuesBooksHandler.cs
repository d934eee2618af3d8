using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Venues;

/// <summary>The venue's own books, which nothing that it says can change.</summary>
internal sealed class VenuesBooksHandler : IHandler<VenuesBooksOptions>
{
    public async Task<ExitCode> RunAsync(VenuesBooksOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer books = await client.GetAsync(VenuePath.Of(options.Venue, "books"), cancel);
        context.Output.Write(new CommandResult(
            books.WriteTo,
            JsonTable.Of(
                books.Body.GetProperty("orders"), "orders",
                "account", "wire_id", "symbol", "side", "type", "tif", "ord_status", "order_qty", "cum_qty", "price",
                "stop_px"),
            JsonTable.Of(books.Body.GetProperty("positions"), "positions", "account", "symbol", "qty", "avg_px"),
            JsonTable.Of(books.Body.GetProperty("cash"), "cash", "account", "currency", "amount")));
        return ExitCode.Ok;
    }
}
