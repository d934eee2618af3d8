using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Doctor;

/// <summary>Ports that the service is to take, and venues that it is to reach.</summary>
internal static class NetworkChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static IEnumerable<Diagnosis> Ports(TruefillOptions options, bool isRunning)
    {
        foreach (string url in options.Urls)
        {
            Uri address = ListenAddresses.UriOf(url);
            yield return isRunning
                ? new Diagnosis("port", Verdict.Skip, $"{url}: the service runs")
                : Free(url, address.Host.Trim('[', ']'), address.Port, "take another with --urls");
        }

        if (options.FixGateway is { } gateway)
        {
            string place = $"{gateway.Address}:{gateway.Port}";
            yield return isRunning
                ? new Diagnosis("port", Verdict.Skip, $"{place}: the service runs")
                : Free(place, gateway.Address, gateway.Port, "take another with fix_gateway.port");
        }

        if (options.Api.GrpcPort is not { } port) yield break;
        foreach (string host in ListenAddresses.GrpcHosts(options.Urls, options.Api.BehindTlsProxy))
        {
            string place = $"{host}:{port}";
            yield return isRunning
                ? new Diagnosis("port", Verdict.Skip, $"{place}: the service runs")
                : Free(place, host.Trim('[', ']'), port, "take another with api.grpc_port");
        }
    }

    public static async Task<Diagnosis> Venue(VenueOptions venue, CancellationToken cancel)
    {
        string check = "venue:" + venue.Id;
        if (venue.Fix is not { } fix) return new Diagnosis(check, Verdict.Ok, "simulated, needs no connection");
        Diagnosis trading = await Connect(check, fix.Counterparty.Host, fix.Counterparty.Port, cancel);
        if (fix.DropCopy is not { } copy || trading.Verdict != Verdict.Ok) return trading;
        Diagnosis copied = await Connect(check, copy.Host, copy.Port, cancel);
        return copied with { Detail = $"{trading.Detail}; drop copy {copied.Detail}" };
    }

    private static async Task<Diagnosis> Connect(string check, string host, int port, CancellationToken cancel)
    {
        string place = $"{host}:{port}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(host, port, limit.Token);
            return new Diagnosis(check, Verdict.Ok, $"{place} takes connections; a logon was not tried");
        }
        catch (SocketException e)
        {
            return new Diagnosis(check, Verdict.Fail, $"{place}: {e.Message}", "check host, port, firewall and VPN");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Diagnosis(
                check, Verdict.Fail, $"{place}: no answer in {Patience.TotalSeconds} s", "check firewall and VPN");
        }
    }

    private static Diagnosis Free(string place, string host, int port, string fix)
    {
        IPAddress address = IPAddress.TryParse(host, out IPAddress? stated) ? stated : IPAddress.Loopback;
        using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return new Diagnosis("port", Verdict.Ok, $"{place} is free");
        }
        catch (SocketException e)
        {
            return new Diagnosis("port", Verdict.Fail, $"{place}: {e.Message}", fix);
        }
    }
}
