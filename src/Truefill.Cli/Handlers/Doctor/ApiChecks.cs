using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Security;

namespace Truefill.Cli.Handlers.Doctor;

/// <summary>Tokens and the certificate that callers meet.</summary>
internal static class ApiChecks
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static IEnumerable<Diagnosis> Run(TruefillOptions options, string directory)
    {
        ApiPlan plan;
        string? problem = null;
        try
        {
            plan = ApiPlan.Of(options, directory);
        }
        catch (TokenFileException e)
        {
            (plan, problem) = (new ApiPlan(), e.Message);
        }

        if (problem is not null)
        {
            yield return new Diagnosis("tokens", Verdict.Fail, problem, "docs/security.md says what the file holds");
            yield break;
        }

        yield return new Diagnosis("tokens", Verdict.Ok, plan.Tokens is { } tokens
            ? $"{tokens.Count} tokens"
            : "none: loopback only, and it may do everything");
        if (plan.Certificate is not { } certificate) yield break;
        using (certificate)
        {
            DateTime end = certificate.NotAfter.ToUniversalTime();
            TimeSpan left = end - DateTime.UtcNow;
            yield return new Diagnosis(
                "certificate", left <= TimeSpan.Zero ? Verdict.Fail : left < Soon ? Verdict.Warn : Verdict.Ok,
                $"valid until {end:yyyy-MM-dd}", left < Soon ? "renew it, then restart" : null);
        }
    }
}
