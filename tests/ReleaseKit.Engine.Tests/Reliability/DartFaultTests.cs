namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>The column of dart.</summary>
public sealed class DartFaultTests : FaultTests
{
    internal override FaultEcosystem Ecosystem() => FaultEcosystem.Dart();
}
