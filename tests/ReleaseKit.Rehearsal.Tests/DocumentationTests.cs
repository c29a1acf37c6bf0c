using System.Text.Json;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Storage;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests;

public sealed class DocumentationTests
{
    private static readonly string Reference = File.ReadAllText(TestAssets.PathOf("..", "docs", "reference", "rehearsal-registry.md"));

    [Fact]
    public void EveryOptionIsDocumented() =>
        RehearsalOptionsParser.Names.ShouldAllBe(option => Reference.Contains($"| `{option}"));

    [Fact]
    public void EveryFieldOfAFaultRuleIsDocumented() => Fields<FaultRule>().ShouldAllBe(field => Reference.Contains($"| `{field}` |"));

    [Fact]
    public void EveryFieldOfTheLogIsDocumented() => Fields<UploadLogEntry>().ShouldAllBe(field => Reference.Contains($"`{field}`"));

    private static List<string> Fields<T>() => [.. typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];
}
