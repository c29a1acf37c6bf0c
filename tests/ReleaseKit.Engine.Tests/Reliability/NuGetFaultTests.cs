namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>The column of dotnet nuget push.</summary>
public sealed class NuGetFaultTests : FaultTests
{
    internal override FaultEcosystem Ecosystem() => FaultEcosystem.NuGet();
}
