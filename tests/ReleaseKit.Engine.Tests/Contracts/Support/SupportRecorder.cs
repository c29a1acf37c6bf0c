using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ReleaseKit.Engine.Tests.Contracts.Support;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Support;

[assembly: AssemblyFixture(typeof(SupportRecorder))]

namespace ReleaseKit.Engine.Tests.Contracts.Support;

/// <summary>Keeps what the contract tests of a run prove, and writes it at the run's end.</summary>
public sealed partial class SupportRecorder : IDisposable
{
    private static readonly ConcurrentDictionary<Type, EcosystemFixture?> Fixtures = new();
    private static readonly Lock Guard = new();
    private static SupportResults Results { get; } = new();

    /// <summary>Adds the result of one test.</summary>
    public static void Record(EcosystemFixture fixture, string facet, bool needsClient, TestResult result)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        lock (Guard)
        {
            var support = Results.Of(fixture.Id);
            if (support.Clients.Count + support.Absent.Count == 0)
            {
                Describe(fixture, support);
            }
        }

        Record(fixture.Id, facet, needsClient, result);
    }

    /// <summary>Adds the result of one test of an ecosystem.</summary>
    public static void Record(string ecosystem, string facet, bool needsClient, TestResult result)
    {
        lock (Guard)
        {
            var cell = Results.Of(ecosystem).Of(facet);
            switch (result)
            {
                case TestResult.Passed when needsClient:
                    cell.PassedWithClient++;
                    break;
                case TestResult.Passed:
                    cell.Passed++;
                    break;
                case TestResult.Skipped:
                    cell.Skipped++;
                    break;
                default:
                    cell.Failed++;
                    break;
            }
        }
    }

    /// <summary>The fixture of a contract suite; null for other classes.</summary>
    public static EcosystemFixture? FixtureOf(Type suite) => Fixtures.GetOrAdd(suite, type =>
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GenericTypeArguments.FirstOrDefault(a => a.IsAssignableTo(typeof(EcosystemFixture))) is { } fixture)
            {
                return (EcosystemFixture)Activator.CreateInstance(fixture)!;
            }
        }

        return null;
    });

    /// <summary>Writes the results, when there are any.</summary>
    public void Dispose()
    {
        lock (Guard)
        {
            if (Results.Ecosystems.Count > 0)
            {
                Results.Write(SupportResults.PathIn(Repository.Root));
            }
        }
    }

    private static void Describe(EcosystemFixture fixture, EcosystemSupport support)
    {
        foreach (var (facet, why) in fixture.Without)
        {
            support.Without[facet] = why;
        }

        foreach (var (tool, call) in fixture.Clients())
        {
            if (call.Length == 0)
            {
                support.Absent.Add(tool);
            }
            else
            {
                support.Clients.Add($"{tool} {Version(call)}".TrimEnd());
            }
        }
    }

    private static string Version(string[] call)
    {
        var start = new ProcessStartInfo(call[0], call[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + "\n" + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return VersionText().Match(said).Value;
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)*")]
    private static partial Regex VersionText();
}
