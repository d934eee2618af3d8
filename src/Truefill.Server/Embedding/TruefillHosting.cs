using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Truefill.Server.Embedding;

/// <summary>Truefill inside another .NET program.</summary>
public static class TruefillHosting
{
    /// <summary>
    /// Runs Truefill as a hosted service: started before and stopped after those added behind it. Ask for
    /// <see cref="TruefillService"/> to send orders and to read. The section <c>Truefill</c> of the host's
    /// configuration goes before the file, what <paramref name="configure"/> sets before both.
    /// </summary>
    public static T AddTruefill<T>(this T builder, Action<EmbeddedOptions>? configure = null)
        where T : IHostApplicationBuilder
    {
        EmbeddedOptions options = new();
        configure?.Invoke(options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<TruefillService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TruefillService>());
        return builder;
    }
}
