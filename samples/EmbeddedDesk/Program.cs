// Truefill inside a program of your own: sends an order, waits for its end, then serves until Ctrl-C.
// EmbeddedDesk --Truefill:state_dir=DIR --Truefill:urls=http://127.0.0.1:8080
using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Server.Embedding;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.AddTruefill(truefill => truefill.CreateState = true);
using IHost host = builder.Build();
await host.StartAsync();

TruefillService desk = host.Services.GetRequiredService<TruefillService>();
var answer = await desk.SubmitAsync(new NewOrderSingle
{
    ClOrdId = ClOrdId.FromTrusted(Guid.CreateVersion7().ToString()),
    Symbol = "IBM",
    Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(100)),
});
string? end = answer.Reason != DenyReason.None ? $"refused: {answer.Reason}"
    : await desk.WaitFor(replica => replica.Books.Orders[answer.Order] is { IsOpen: false } order
        ? $"{order.OrdStatus}: {order.CumQty} at {order.AvgPx}" : null);
Console.WriteLine($"{end ?? "it stopped first"}; the dashboard is at {string.Join(", ", desk.Urls)}");
await host.WaitForShutdownAsync();
