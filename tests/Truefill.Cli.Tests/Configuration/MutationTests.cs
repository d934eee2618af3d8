using System;
using System.Text;
using Truefill.Server.Configuration;

namespace Truefill.Cli.Tests.Configuration;

public class MutationTests
{
    private const string Pool = "{}[]:,-#&*!|>'\"%@`\t\n \\~?abc019.éπ\0\uFEFF\u0085";

    [Fact]
    public void Two_thousand_damaged_configurations_give_options_or_errors_and_never_throw()
    {
        var random = new Random(20260);
        for (int i = 0; i < 2_000; i++)
        {
            string yaml = Damage(ConfigurationModelTests.Full, random);
            ConfigurationResult result = Load.Yaml(yaml);
            Assert.True(result.Options is null == result.Errors.Count > 0, yaml);
            Assert.All(result.Errors, error => Assert.NotEqual("", error.Message));
        }
    }

    private static string Damage(string text, Random random)
    {
        var damaged = new StringBuilder(text);
        for (int hits = random.Next(1, 8); hits > 0; hits--)
        {
            int at = random.Next(damaged.Length);
            int length = Math.Min(random.Next(1, 30), damaged.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    damaged.Remove(at, length);
                    break;
                case 1:
                    damaged.Insert(at, Pool[random.Next(Pool.Length)]);
                    break;
                case 2:
                    damaged[at] = Pool[random.Next(Pool.Length)];
                    break;
                case 3:
                    damaged.Insert(at, damaged.ToString(random.Next(damaged.Length - length), length));
                    break;
                case 4:
                    damaged.Length = Math.Max(1, at);
                    break;
                default:
                    damaged.Insert(at, (char)random.Next(0xD7FF));
                    break;
            }
        }

        return damaged.ToString();
    }
}
