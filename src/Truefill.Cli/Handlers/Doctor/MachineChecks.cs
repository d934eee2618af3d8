using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Truefill.Server.Configuration;
using Truefill.Server.Service;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Doctor;

/// <summary>The program's own ground: the runtime, the configuration.</summary>
internal static class MachineChecks
{
    public static Diagnosis Runtime()
    {
        string detail = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";
        bool isSupported = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        return isSupported
            ? new Diagnosis("dotnet", Verdict.Ok, detail)
            : new Diagnosis("dotnet", Verdict.Fail, detail, "run it on Linux x86-64: nothing else is tested");
    }

    /// <summary>Whether the engine may have the processor that is meant for it.</summary>
    public static Diagnosis Processor(int? cpu)
    {
        const string check = "engine.cpu";
        try
        {
            ServiceSettings.RequireProcessor(cpu);
            return new Diagnosis(check, Verdict.Ok, cpu is { } own ? $"processor {own}" : "any processor");
        }
        catch (ServiceSettingException e)
        {
            return new Diagnosis(
                check, Verdict.Fail, e.Message, "name one of those in engine.cpu, or leave the key out");
        }
    }

    public static IEnumerable<Diagnosis> Configuration(ConfigurationResult result)
    {
        foreach (ConfigurationError error in result.Errors)
        {
            yield return new Diagnosis(
                "configuration", Verdict.Fail, $"{error.Source.Exact}: {error.Message}",
                error.Try ?? "correct that line; truefill config check");
        }

        foreach (ConfigurationError warning in result.Warnings)
        {
            yield return new Diagnosis(
                "configuration", Verdict.Warn, $"{warning.Source.Exact}: {warning.Message}", "take it out");
        }

        if (result.Options is { } options)
        {
            string mode = Words.Of(options.Mode);
            yield return new Diagnosis(
                "configuration", Verdict.Ok, $"{result.File ?? "defaults"}, mode {mode}");
        }
    }
}
