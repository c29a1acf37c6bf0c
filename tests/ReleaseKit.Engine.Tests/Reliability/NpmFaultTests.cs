namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>The column of npm.</summary>
public sealed class NpmFaultTests : FaultTests
{
    internal override FaultEcosystem Ecosystem() => FaultEcosystem.Npm();
}
