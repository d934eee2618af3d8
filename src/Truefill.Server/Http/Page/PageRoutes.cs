using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;

namespace Truefill.Server.Http.Page;

/// <summary>
/// The dashboard, out of the program itself: the built files of <c>dashboard/dist</c>. They hold no data; that comes
/// through the API.
/// </summary>
internal static class PageRoutes
{
    private const string Prefix = "dashboard/";
    private const string Icon = "favicon.svg";

    public static IEnumerable<ApiRoute> All
    {
        get
        {
            foreach (string name in Assembly.GetExecutingAssembly().GetManifestResourceNames())
                if (name.StartsWith(Prefix, StringComparison.Ordinal)) yield return File(PathOf(name), name);
            yield return File("/favicon.ico", Prefix + Icon);
        }
    }

    private static string PathOf(string resource) =>
        resource == Prefix + "index.html" ? "/" : "/" + resource[Prefix.Length..];

    private static ApiRoute File(string path, string resource)
    {
        byte[] content = Load(resource);
        string type = TypeOf(resource);
        return new ApiRoute("GET", path, Role.None, "The dashboard.", call => Send(call, content, type))
        {
            Produces = type,
        };
    }

    private static string TypeOf(string resource) => Path.GetExtension(resource) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"no content type is known for the dashboard's file {resource}"),
    };

    private static byte[] Load(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the dashboard's file {resource} is not in the program");
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
