using System;
using System.Linq;
using System.Text;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Service;

/// <summary>What of a plan can hold on one machine or directory and not on another.</summary>
public static class ServiceSettings
{
    // sun_path of sockaddr_un has 108 bytes with the zero behind it.
    private const int SocketPathBytes = 107;

    /// <exception cref="ServiceSettingException">The engine may not have the processor meant for it.</exception>
    public static void RequireProcessor(int? cpu)
    {
        if (cpu is not { } wanted || CpuPin.Allowed() is not { } allowed || allowed.Contains(wanted)) return;
        throw new ServiceSettingException(
            "engine.cpu", $"this process may not use processor {wanted}, but of {string.Join(", ", allowed)}.");
    }

    /// <summary>Path of the API's Unix socket.</summary>
    /// <param name="stateDirectory">The real path.</param>
    /// <exception cref="ServiceSettingException">It is longer than the system takes.</exception>
    public static string SocketPathIn(string stateDirectory)
    {
        string path = StateLayout.SocketIn(stateDirectory);
        int bytes = Encoding.UTF8.GetByteCount(path);
        return bytes <= SocketPathBytes ? path : throw new ServiceSettingException(
            "state_dir", $"{path} has {bytes} bytes, and the path of a Unix socket at most {SocketPathBytes}.");
    }
}
