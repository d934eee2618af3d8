using System.Net;
using Microsoft.AspNetCore.Http;
using Truefill.Server.Alpaca;
using Truefill.Server.Security;

namespace Truefill.Server.Http;

/// <summary>Simulation and paper without tokens: this machine may do everything, nobody else anything.</summary>
public sealed class OpenAccess : IAccess
{
    public Caller? Identify(HttpContext context)
    {
        if (UnixPeer.Of(context) is { } peer) return new Caller(peer.Name, Role.Admin);
        return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            ? new Caller(null, Role.Admin)
            : null;
    }

    /// <summary>Any key is taken, from this machine: nobody here has one.</summary>
    public Caller? Identify(HttpContext context, AlpacaKey key) => Identify(context);
}
