using System;

namespace Truefill.Server.Service;

/// <summary>A setting that this machine or directory cannot keep, found before anything was started.</summary>
public sealed class ServiceSettingException : Exception
{
    /// <param name="setting">Its key in the configuration.</param>
    public ServiceSettingException(string setting, string message)
        : base($"{setting}: {message}") => Setting = setting;

    public ServiceSettingException()
    {
    }

    public ServiceSettingException(string message)
        : base(message)
    {
    }

    public ServiceSettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public string Setting { get; } = "";
}
