using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit.Sdk;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>The test is run through the engine's own inputs, over HTTP and by the command line.</summary>
/// <param name="cases">What else it is run with, each through every door; none: nothing else.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ThreeDoorsAttribute(params object[] cases) : DataAttribute
{
    public static readonly string[] Doors = ["core", "http", "cli"];

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => cases.Length == 0
        ? Doors.Select(door => new object[] { door })
        : cases.SelectMany(each => Doors.Select(door => new[] { door, each }));
}
