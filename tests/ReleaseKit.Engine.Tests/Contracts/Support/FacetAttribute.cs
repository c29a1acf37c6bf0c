using System.Reflection;
using ReleaseKit.Engine.Tests.Contracts.Support;
using ReleaseKit.Testing.Support;
using Xunit.v3;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>
/// Says which facet a test, or every test of a class, proves; its result goes to <see cref="SupportRecorder"/>, from which the
/// README's table is made. The ecosystem is the one of the suite's fixture.
/// </summary>
/// <param name="facet">One of <see cref="Facet"/>.</param>
/// <param name="ecosystems">Ecosystems that a test without a fixture is about.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class FacetAttribute(string facet, params string[] ecosystems) : BeforeAfterTestAttribute
{
    /// <summary>Whether the test drives the real client; a facet needs one such test to be listed as supported.</summary>
    public bool NeedsClient { get; set; } = true;

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        var result = TestContext.Current.TestState?.Result ?? TestResult.Failed;
        if (ecosystems.Length > 0)
        {
            foreach (var ecosystem in ecosystems)
            {
                SupportRecorder.Record(ecosystem, facet, NeedsClient, result);
            }
        }
        else if (test.TestMethod.TestClass.Class is var suite && SupportRecorder.FixtureOf(suite) is { } fixture)
        {
            SupportRecorder.Record(fixture, facet, NeedsClient, result);
        }
        else
        {
            throw new InvalidOperationException($"{suite.Name} has no fixture: name the ecosystems that its tests are about.");
        }
    }
}
