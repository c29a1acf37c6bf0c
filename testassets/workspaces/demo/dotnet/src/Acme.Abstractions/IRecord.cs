namespace Acme;

public interface IRecord
{
    string Name { get; }
}
