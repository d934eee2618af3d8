using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading;
using Truefill.Fix;
using Truefill.Fix.Desk;

// One side of a session, as a process of its own: fix-desk venue CONFIG FOLDER, or fix-desk client CONFIG FOLDER N. The
// twin of tests/interop/quickfix. It ends on SIGTERM.
if (args.Length < 3)
{
    await Console.Error.WriteLineAsync("usage: Truefill.Fix.Desk venue|client CONFIG FOLDER [ORDERS]");
    return 64;
}

using var stop = new ManualResetEventSlim();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Set();
});
var folder = args[2];
var settings = FixSettings.Read(await File.ReadAllTextAsync(args[1]))[0];
var options = settings.Options with { Confirmation = FixConfirmation.ByHost };
var now = FixNanos.Of(DateTimeOffset.UtcNow);
using var store = FileMessageStore.Open(settings.StoreFolder!, "session", now);
await Console.Out.WriteLineAsync("started");
if (args[0] == "venue")
{
    using var venue = new Venue(folder, options.Version, store.NextOutbound);
    var session = new FixSession(options, store, venue);
    using var acceptor = new FixAcceptor(new IPEndPoint(IPAddress.Loopback, settings.Port), [session]);
    acceptor.Start();
    while (!stop.Wait(20)) venue.Work();
    venue.Work();
    return 0;
}

using var client = new Client(folder, options.Version);
var transport = new FixTransportOptions { Reconnect = new FixReconnect { First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(1) } };
var orders = int.Parse(args[3], CultureInfo.InvariantCulture);
using var initiator = new FixInitiator(new FixSession(options, store, client), settings.Host!, settings.Port, transport);
initiator.Start();
while (!stop.Wait(20)) client.Work(initiator.Connection, orders);
client.Work(initiator.Connection, 0);
return 0;
