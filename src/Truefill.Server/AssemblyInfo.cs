using System.Runtime.Versioning;

// File modes, Unix sockets and flock are part of what the service promises.
[assembly: SupportedOSPlatform("linux")]
