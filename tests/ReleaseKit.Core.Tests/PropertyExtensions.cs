using FsCheck;
using FsCheck.Fluent;

namespace ReleaseKit.Core.Tests;

/// <summary>Runs properties quietly.</summary>
internal static class PropertyExtensions
{
    /// <summary>Fails the test with the shrunk counterexample when the property does not hold.</summary>
    public static void ShouldHold(this Property property, int cases = 300) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true));
}
