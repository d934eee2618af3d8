using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;

namespace Truefill.Server.Configuration.Reading;

/// <summary>
/// Two that are to listen on one port. Names are not looked up: a check of the configuration asks nobody.
/// </summary>
internal static class SharedPorts
{
    /// <summary>The key of the later one of two, and which they are.</summary>
    public static IEnumerable<(string Path, string Why)> Of(TruefillOptions options)
    {
        List<Place> places = PlacesOf(options);
        for (int i = 1; i < places.Count; i++)
        {
            Place place = places[i];
            if (places.Take(i).FirstOrDefault(other => IsShared(other, place)) is { } first)
                yield return (place.Path, $"{place.What} and {first.What} are to listen on one port, {place.Port}");
        }
    }

    private static List<Place> PlacesOf(TruefillOptions options)
    {
        List<Place> places = [];
        List<string> urls = [];
        foreach (string url in options.Urls)
        {
            // What is no address is told of by itself.
            if (!ListenAddresses.TryUriOf(url, out Uri? address)) continue;
            urls.Add(url);
            places.Add(new Place("urls", $"{url} of urls", [address.Host], address.Port));
        }

        if (options.Api.GrpcPort is { } grpc)
        {
            IReadOnlyList<string> hosts = ListenAddresses.GrpcHosts(urls, options.Api.BehindTlsProxy);
            places.Add(new Place("api.grpc_port", "api.grpc_port", hosts, grpc));
        }

        if (options.FixGateway is { } gateway)
            places.Add(new Place("fix_gateway.port", "fix_gateway.port", [gateway.Address], gateway.Port));
        return places;
    }

    // A port of 0 is any that is free.
    private static bool IsShared(Place one, Place other) => one.Port == other.Port && one.Port != 0
        && one.Hosts.Any(host => other.Hosts.Any(each => Overlap(host, each)));

    private static bool Overlap(string one, string other)
    {
        IReadOnlyList<IPAddress> ours = Known(one), theirs = Known(other);
        if (ours.Count == 0 || theirs.Count == 0)
            return one.Equals(other, StringComparison.OrdinalIgnoreCase) || ours.Concat(theirs).Any(IsAny);
        return ours.Any(address => theirs.Any(each => Overlap(address, each)));
    }

    // Listening on all IPv6 addresses is listening on all others too.
    private static bool Overlap(IPAddress one, IPAddress other) => one.Equals(other)
        || one.Equals(IPAddress.IPv6Any) || other.Equals(IPAddress.IPv6Any)
        || (one.AddressFamily == other.AddressFamily && (IsAny(one) || IsAny(other)));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // None: a name.
    private static IReadOnlyList<IPAddress> Known(string host) => host switch
    {
        "localhost" => [IPAddress.Loopback, IPAddress.IPv6Loopback],
        "*" or "+" => [IPAddress.Any],
        _ => IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) ? [address] : [],
    };

    private sealed record Place(string Path, string What, IReadOnlyList<string> Hosts, int Port);
}
