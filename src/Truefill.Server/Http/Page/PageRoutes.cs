using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;

namespace Truefill.Server.Http.Page;

/// <summary>The page and its parts, out of the program itself. They hold no data: that comes through the API.</summary>
internal static class PageRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        File("/", "index.html", "text/html; charset=utf-8"),
        File("/page.css", "page.css", "text/css; charset=utf-8"),
        File("/page.js", "page.js", "text/javascript; charset=utf-8"),
        File("/favicon.svg", "favicon.svg", "image/svg+xml"),
        File("/favicon.ico", "favicon.svg", "image/svg+xml"),
    ];

    private static ApiRoute File(string path, string name, string type)
    {
        byte[] content = Load(name);
        return new ApiRoute("GET", path, Role.None, "The page.", call => Send(call, content, type)) { Produces = type };
    }

    private static byte[] Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("page/" + name)
            ?? throw new InvalidOperationException($"the page's file {name} is not in the program");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task Send(ApiCall call, byte[] content, string type)
    {
        call.Context.Response.ContentType = type;
        call.Context.Response.ContentLength = content.Length;
        await call.Context.Response.Body.WriteAsync(content, call.Context.RequestAborted);
    }
}
