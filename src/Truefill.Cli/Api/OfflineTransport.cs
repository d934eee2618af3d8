using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Offline;

namespace Truefill.Cli.Api;

/// <summary>Hands a client's requests to a state directory instead of the network.</summary>
internal sealed class OfflineTransport(OfflineApi api, OfflineState state) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        OfflineAnswer answer = await api.GetAsync(request.RequestUri!.PathAndQuery);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new ByteArrayContent(answer.Body),
            RequestMessage = request,
        };
        foreach ((string name, string value) in answer.Headers)
        {
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                response.Headers.TryAddWithoutValidation(name, value);
            else if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            api.Dispose();
            state.Dispose();
        }

        base.Dispose(disposing);
    }
}
